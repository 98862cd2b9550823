package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.source.SourceNode;
import dev.haloy.internal.source.SourceNode.Kind;
import dev.haloy.internal.source.SourceNode.Mapping;
import dev.haloy.internal.source.SourceNode.Scalar;
import java.util.List;
import java.util.Optional;

/** An image: an object, or a string that is its repository. */
record ImageType(ValueType<ImageConfig> object) implements ValueType<ImageConfig> {
    @Override
    public Optional<ImageConfig> read(SourceNode node, Cursor at) {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.STRING) {
            at.key("repository", false).stands(node.span(), node.span());
            return Optional.of(ImageConfig.of(scalar.text()));
        }
        return node instanceof Mapping ? object.read(node, at) : at.wrongType(this, node);
    }

    @Override
    public Object write(ImageConfig value, Format format) {
        return object.write(value, format);
    }

    @Override
    public ImageConfig without(ImageConfig value, List<Object> path, Format format) {
        return object.without(value, path, format);
    }

    @Override
    public boolean holdsSecrets() {
        return object.holdsSecrets();
    }

    @Override
    public String noun() {
        return "an object or a string";
    }
}
