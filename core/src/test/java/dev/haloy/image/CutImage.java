package dev.haloy.image;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** An image whose archive ends too early. */
record CutImage(TestImage whole, int length) implements ImageSource {
    @Override
    public ImageId id() {
        return whole.id();
    }

    @Override
    public List<Digest> layers() {
        return whole.layers();
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(whole.archive(), 0, length);
    }
}
