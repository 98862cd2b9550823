package dev.haloy.internal.yaml;

import dev.haloy.error.KeyPath;
import dev.haloy.internal.source.Finding;
import dev.haloy.internal.source.SourceNode.Scalar;
import dev.haloy.internal.source.SourceTree;
import dev.haloy.internal.source.Span;
import dev.haloy.internal.source.SyntaxException;
import dev.haloy.internal.source.TreeBuilder;
import dev.haloy.internal.source.TreeBuilder.Counted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the parser's events into a tree: resolves aliases, merge keys and scalars. */
final class YamlComposer {
    private static final String MERGE_TAG = "tag:yaml.org,2002:merge";

    private final TreeBuilder tree = new TreeBuilder();
    /** What an anchor stands for; empty while the list or mapping it names is still open. */
    private final Map<Anchor, Optional<Counted>> anchors = new HashMap<>();

    private final Deque<Optional<Anchor>> open = new ArrayDeque<>();
    private int documents;
    /** Where the event stands that was accepted last. */
    private Span last = Span.START;

    void accept(Event event) {
        last = span(event);
        if (event instanceof ScalarEvent scalar) {
            scalar(scalar);
        } else if (event instanceof AliasEvent alias) {
            alias(alias);
        } else if (event instanceof MappingStartEvent start) {
            tree.startMapping(last);
            opened(start);
        } else if (event instanceof SequenceStartEvent start) {
            tree.startSequence(last);
            opened(start);
        } else if (event instanceof MappingEndEvent || event instanceof SequenceEndEvent) {
            Counted done = tree.end(last);
            open.pop().ifPresent(anchor -> anchors.put(anchor, Optional.of(done)));
        } else if (event instanceof DocumentStartEvent) {
            document();
        }
    }

    /** The last thing that could be read. */
    Span last() {
        return last;
    }

    SourceTree tree() {
        return tree.build();
    }

    private void document() {
        if (++documents > 1) {
            Finding several = Finding.syntax(KeyPath.ROOT, "holds several documents; only one is allowed", last);
            throw new SyntaxException(several.hint("remove everything from the second '---' on"));
        }
    }

    private void opened(NodeEvent start) {
        open.push(start.getAnchor());
        start.getAnchor().ifPresent(anchor -> anchors.put(anchor, Optional.empty()));
    }

    private void scalar(ScalarEvent event) {
        Span span = last;
        boolean plain = event.isPlain() && event.getTag().isEmpty();
        boolean merge = (plain && event.getValue().equals("<<"))
                || event.getTag().filter(MERGE_TAG::equals).isPresent();
        Scalar scalar = merge
                ? Scalar.string("<<", span)
                : YamlTags.scalar(event, span, message -> tree.report(Finding.syntax(tree.path(), message, span)));
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, Optional.of(new Counted(scalar, 1))));
        if (merge) {
            tree.mergeKey(scalar);
        } else {
            tree.scalar(scalar);
        }
    }

    private void alias(AliasEvent event) {
        Span span = last;
        Optional<Counted> target = anchors.get(event.getAlias());
        if (target == null) {
            throw tree.fatal(
                    "the alias *" + event.getAlias() + " stands for nothing: no anchor of that name before it", span);
        }
        tree.repeat(
                target.orElseThrow(() -> tree.fatal("the alias *" + event.getAlias() + " would contain itself", span)),
                span);
    }

    private static Span span(Event event) {
        Mark start = event.getStartMark().orElseThrow();
        Mark end = event.getEndMark().orElse(start);
        return new Span(start.getLine(), start.getColumn(), end.getLine(), end.getColumn());
    }
}
