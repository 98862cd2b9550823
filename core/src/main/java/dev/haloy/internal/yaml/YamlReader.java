package dev.haloy.internal.yaml;

import dev.haloy.error.KeyPath;
import dev.haloy.internal.source.Finding;
import dev.haloy.internal.source.SourceReader;
import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.SourceTree;
import dev.haloy.internal.source.Span;
import dev.haloy.internal.source.SyntaxException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML. Works on the parser's events, which come without recursion, and gives aliases, merge keys and plain scalars their
 * meaning itself: the rules of haloy.yaml are not those of any version of YAML.
 */
public final class YamlReader implements SourceReader {
    @Override
    public SourceTree read(SourceText text) {
        YamlCharacters.check(text);
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setVersionFunction(version -> version)
                .build();
        YamlComposer composer = new YamlComposer();
        try {
            YamlNodes.parser(settings, text.text()).forEachRemaining(composer::accept);
            return composer.tree();
        } catch (MarkedYamlEngineException e) {
            throw new SyntaxException(YamlComplaint.explain(e, text));
        } catch (IllegalArgumentException e) {
            // The parser lets this escape where \U names a number beyond all characters.
            throw new SyntaxException(Finding.syntax(
                    KeyPath.ROOT, "has an escape after this place that is no character", composer.last()));
        } catch (YamlEngineException e) {
            throw new SyntaxException(
                    Finding.syntax(KeyPath.ROOT, "is not YAML that can be read: " + e.getMessage(), Span.START));
        }
    }
}
