package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.embedded.wire.WireBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Images that come as one archive, as {@code docker save} writes it in its old and in its new layout. */
final class ArchiveRoute {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern BOUNDARY = Pattern.compile(
            "multipart/form-data\\s*;.*?boundary=(?:\"([^\"]+)\"|([^\\s;]+)).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("[;\\s]filename=\"([^\"]*)\"");

    private final Machine machine;
    private final Lifetime life;

    ArchiveRoute(Machine machine, Lifetime life) {
        this.machine = machine;
        this.life = life;
    }

    Route route() {
        return Route.upload("/v1/images/upload", this::open);
    }

    private WireBody open(Route.Call call) {
        Matcher type = BOUNDARY.matcher(call.request().header("content-type").orElse(""));
        long size = LayerRoutes.announced(call);
        if (!type.matches()) {
            call.reply().error(400, "this is no multipart form");
        } else if (!machine.hasRoomFor(2 * size)) {
            call.reply().error(507, "there is not enough room on the disk for this image");
        } else {
            return new Upload(call.reply(), type.group(1) == null ? type.group(2) : type.group(1));
        }
        return WireBody.IGNORED;
    }

    private static String first(Pattern pattern, String head) {
        Matcher found = pattern.matcher(head);
        return found.find() ? found.group(1) : "";
    }

    /** One archive on its way; the first part of the right name counts, everything else is skipped. */
    private final class Upload implements WireBody, Multipart.Parts {
        private final Reply reply;
        private final Multipart multipart;
        private final ArchiveReader archive = new ArchiveReader();
        private String file = "";
        private boolean inside;
        private boolean complete;
        private boolean refused;

        Upload(Reply reply, String boundary) {
            this.reply = reply;
            this.multipart = new Multipart(boundary, this);
        }

        @Override
        public void piece(byte[] bytes) {
            if (!refused) {
                multipart.add(bytes);
            }
        }

        @Override
        public void begins(String head) {
            if (!complete && !refused && first(NAME, head).equals("image")) {
                file = first(FILE_NAME, head);
                inside = file.endsWith(".tar");
                if (!inside) {
                    refuse("the name of the file does not end with .tar");
                }
            }
        }

        @Override
        public void bytes(byte[] bytes, int from, int length) {
            if (inside) {
                archive.add(bytes, from, length);
            }
        }

        @Override
        public void ends() {
            complete |= inside;
            inside = false;
        }

        private void refuse(String trouble) {
            refused = true;
            reply.error(400, trouble);
        }

        @Override
        public void end() {
            if (refused) {
                return;
            }
            if (complete) {
                life.after(machine.storage.loadingTime(), () -> load(reply, archive, file));
            } else {
                refuse("there is no part with the name 'image'");
            }
        }

        @Override
        public void broken() {
            refused = true;
        }
    }

    private void load(Reply reply, ArchiveReader archive, String file) {
        try {
            if (!machine.docker.isReachable()) {
                throw new ImageLoader.LoadException("the Docker engine does not answer");
            }
            loadAll(archive);
            StringBuilder out = new StringBuilder("{\"success\":true,\"message\":");
            reply.json(202, JsonText.quote(out, "Loaded " + file).append('}'));
        } catch (ImageLoader.LoadException broken) {
            reply.error(500, String.valueOf(broken.getMessage()));
        }
    }

    private void loadAll(ArchiveReader archive) throws ImageLoader.LoadException {
        JsonNode manifest = manifest(archive);
        if (!manifest.isArray() || manifest.isEmpty()) {
            throw new ImageLoader.LoadException("nothing was loaded");
        }
        ImageLoader loader = new ImageLoader(machine.docker.images());
        for (JsonNode image : manifest) {
            List<String> names = new ArrayList<>();
            image.path("RepoTags").forEach(name -> names.add(name.asText("")));
            byte[] config = archive.file(image.path("Config").asText(""))
                    .orElseThrow(() -> new ImageLoader.LoadException("the configuration is not in the archive"));
            loader.load(config, names, layers(archive, image));
        }
    }

    private static JsonNode manifest(ArchiveReader archive) throws ImageLoader.LoadException {
        if (!archive.isReadable()) {
            throw new ImageLoader.LoadException("this is no tar archive");
        }
        byte[] manifest = archive.file("manifest.json")
                .orElseThrow(() -> new ImageLoader.LoadException("there is no manifest.json in the archive"));
        try {
            return MAPPER.readTree(manifest);
        } catch (IOException noJson) {
            throw new ImageLoader.LoadException("the manifest is no JSON");
        }
    }

    private static List<Blob> layers(ArchiveReader archive, JsonNode image) throws ImageLoader.LoadException {
        List<Blob> layers = new ArrayList<>();
        for (JsonNode path : image.path("Layers")) {
            layers.add(archive.blob(path.asText(""))
                    .orElseThrow(() -> new ImageLoader.LoadException("a layer is not in the archive")));
        }
        return layers;
    }
}
