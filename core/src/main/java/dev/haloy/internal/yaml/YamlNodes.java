package dev.haloy.internal.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** YAML as nodes. The library's own short way lies in a package that it does not export to modules. */
public final class YamlNodes {
    private YamlNodes() {}

    /** The only document of a text; empty if there is none. */
    public static Optional<Node> compose(LoadSettings settings, String text) {
        return new Composer(settings, parser(settings, text)).getSingleNode();
    }

    static ParserImpl parser(LoadSettings settings, String text) {
        return new ParserImpl(settings, new StreamReader(settings, text));
    }
}
