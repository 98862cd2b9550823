package dev.haloy.internal.source;

import dev.haloy.error.KeyPath;
import dev.haloy.internal.source.SourceNode.Entry;
import dev.haloy.internal.source.SourceNode.Mapping;
import dev.haloy.internal.source.SourceNode.Scalar;
import dev.haloy.internal.source.SourceNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a tree together from the events of a parser, without recursion. Looks after depth, after duplicate keys and after how
 * much a tree grows by nodes that are named more than once.
 */
public final class TreeBuilder {
    /** How many nodes may come from repeating others: more is an attack, not a configuration. */
    private static final long MAX_REPEATED = 400_000;

    private static final int MAX_FINDINGS = 1_000;

    private final Deque<Frame> open = new ArrayDeque<>();
    private final List<Finding> findings = new ArrayList<>();
    private long written;
    private @Nullable SourceNode root;

    /** Opens a mapping. */
    public void startMapping(Span span) {
        push(new MappingFrame(span));
    }

    /** Opens a list. */
    public void startSequence(Span span) {
        push(new SequenceFrame(span));
    }

    private void push(Frame frame) {
        if (open.size() >= SourceReader.MAX_DEPTH) {
            throw new SyntaxException(Finding.syntax(
                    KeyPath.ROOT, "is nested deeper than " + SourceReader.MAX_DEPTH + " levels", frame.span));
        }
        written++;
        open.push(frame);
    }

    /** Closes the innermost list or mapping and hands it to the one around it. */
    public Counted end(Span end) {
        Frame frame = open.pop();
        Counted done = new Counted(frame.finish(frame.span.to(end)), frame.size);
        add(done);
        return done;
    }

    /** Adds a single value, or a key if a mapping waits for one. */
    public void scalar(Scalar scalar) {
        written++;
        add(new Counted(scalar, 1));
    }

    /** Adds a merge key: its value's entries become entries of the mapping, unless the mapping has them. */
    public void mergeKey(Scalar key) {
        scalar(key);
        if (open.peek() instanceof MappingFrame mapping && mapping.key != null) {
            mapping.merges = true;
        }
    }

    /** Adds a node once more; the key or value stands at the span. */
    public void repeat(Counted node, Span span) {
        boolean asKey = open.peek() instanceof MappingFrame mapping && mapping.key == null;
        add(asKey && node.node() instanceof Scalar key ? new Counted(moved(key, span), 1) : node);
        Frame around = open.peek();
        if (around != null && around.size > written + MAX_REPEATED) {
            throw new SyntaxException(Finding.syntax(
                    KeyPath.ROOT,
                    "repeats itself too often: its aliases stand for more than " + MAX_REPEATED + " values",
                    span));
        }
    }

    private static Scalar moved(Scalar key, Span span) {
        return new Scalar(key.kind(), key.text(), key.canonical(), span);
    }

    private void add(Counted node) {
        Frame around = open.peek();
        if (around == null) {
            root = node.node();
        } else {
            around.size += node.size();
            around.accept(node.node());
        }
    }

    /** The path of what comes next. */
    public KeyPath path() {
        KeyPath path = KeyPath.ROOT;
        for (Iterator<Frame> frames = open.descendingIterator(); frames.hasNext(); ) {
            path = frames.next().next(path);
        }
        return path;
    }

    /** Notes a mistake that does not stop the reading, unless there are a great many already. */
    public void report(Finding finding) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        }
    }

    /** The mistake, at the path of what comes next, that stops the reading. */
    public SyntaxException fatal(String message, Span span) {
        return new SyntaxException(Finding.syntax(path(), message, span));
    }

    /** The finished tree; an empty one if nothing was added. */
    public SourceTree build() {
        SourceNode top = root;
        return top == null ? SourceTree.empty() : new SourceTree(top, List.copyOf(findings));
    }

    /**
     * A node with the number of nodes in it, itself included and repeated ones counted each time.
     *
     * @param node the node
     * @param size how many
     */
    public record Counted(SourceNode node, long size) {}

    private abstract static class Frame {
        final Span span;
        long size = 1;

        Frame(Span span) {
            this.span = span;
        }

        abstract void accept(SourceNode node);

        abstract SourceNode finish(Span whole);

        abstract KeyPath next(KeyPath own);
    }

    private static final class SequenceFrame extends Frame {
        private final List<SourceNode> elements = new ArrayList<>();

        SequenceFrame(Span span) {
            super(span);
        }

        @Override
        void accept(SourceNode node) {
            elements.add(node);
        }

        @Override
        SourceNode finish(Span whole) {
            return new Sequence(List.copyOf(elements), whole);
        }

        @Override
        KeyPath next(KeyPath own) {
            return own.index(elements.size());
        }
    }

    private final class MappingFrame extends Frame {
        private final MappingEntries entries = new MappingEntries();
        private @Nullable Scalar key;
        private boolean merges;

        MappingFrame(Span span) {
            super(span);
        }

        @Override
        void accept(SourceNode node) {
            Scalar waiting = key;
            if (waiting == null) {
                key = asKey(node);
                return;
            }
            key = null;
            if (merges) {
                merges = false;
                merge(waiting, node);
            } else {
                Entry entry =
                        new Entry(waiting.canonical(), waiting.kind() == SourceNode.Kind.NULL, waiting.span(), node);
                entries.add(entry).ifPresent(first -> report(duplicate(entry, first)));
            }
        }

        private void merge(Scalar at, SourceNode node) {
            entries.merge(at.span(), node)
                    .ifPresent(wrong -> report(Finding.syntax(path().key(at.canonical()), wrong, at.span())));
        }

        private Finding duplicate(Entry entry, Entry first) {
            KeyPath own = path().key(entry.key());
            int line = first.keySpan().line() + 1;
            return Finding.syntax(own, "is there twice; the first one is in line " + line, entry.keySpan());
        }

        private Scalar asKey(SourceNode node) {
            if (node instanceof Scalar scalar) {
                return scalar;
            }
            throw fatal("has a key that is " + node.noun() + "; a key must be a single value", node.span());
        }

        @Override
        SourceNode finish(Span whole) {
            return new Mapping(entries.toList(), whole);
        }

        @Override
        KeyPath next(KeyPath own) {
            Scalar waiting = key;
            return waiting == null ? own : own.key(waiting.canonical());
        }
    }
}
