package dev.haloy.internal.source;

import java.util.List;

/**
 * A file that was read.
 *
 * @param root the top level
 * @param findings mistakes that did not stop the reading, such as duplicate keys
 */
public record SourceTree(SourceNode root, List<Finding> findings) {
    /** An empty file. */
    public static SourceTree empty() {
        return new SourceTree(new SourceNode.Mapping(List.of(), Span.START), List.of());
    }
}
