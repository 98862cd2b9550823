package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.embedded.wire.WireBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Images that come layer by layer: which layers are missing, the layers themselves, and putting them together. */
final class LayerRoutes {
    private static final long JSON_LIMIT = 32L << 20;
    private static final long LAYER_LIMIT = 16L << 30;
    private static final JsonShape CHECK = JsonShape.object().with("digests", JsonShape.listOf(JsonShape.text()));

    private final Machine machine;
    private final Lifetime life;
    private final Assembler assembler;

    LayerRoutes(Machine machine, Lifetime life) {
        this.machine = machine;
        this.life = life;
        this.assembler = new Assembler(machine.storage, machine.docker);
    }

    List<Route> all() {
        boolean ownLimit = machine.dialect.since(29);
        List<Route> routes = new ArrayList<>();
        routes.add(json("/v1/images/layers/check", this::check));
        routes.add(Route.upload("/v1/images/layers", this::upload));
        routes.add(json("/v1/images/layers/assemble", this::assemble));
        return ownLimit ? routes.stream().map(Route::forLayers).toList() : routes;
    }

    private static Route json(String path, Route.BodyHandler handler) {
        return Route.upload(
                path,
                call -> new LimitedBody(
                        JSON_LIMIT,
                        body -> handler.handle(call, body),
                        () -> call.reply().tooLong(400, "the request body cannot be read: it is too long")));
    }

    private void check(Route.Call call, byte[] body) {
        try {
            List<String> missing = new ArrayList<>();
            List<String> existing = new ArrayList<>();
            for (JsonNode digest : digests(body)) {
                (exists(digest.asText("")) ? existing : missing).add(digest.asText(""));
            }
            StringBuilder out = listOrNull(new StringBuilder("{\"missing\":"), missing);
            call.reply().json(listOrNull(out.append(",\"exists\":"), existing).append('}'));
        } catch (BadRequestException bad) {
            call.reply().error(bad);
        }
    }

    private static JsonNode digests(byte[] body) throws BadRequestException {
        JsonNode digests = StrictJson.read(body, CHECK).path("digests");
        if (digests.isEmpty()) {
            throw new BadRequestException("digests must not be empty");
        }
        for (JsonNode digest : digests) {
            if (!Digests.isDigest(digest.asText(""))) {
                throw new BadRequestException("a digest is not sha256: and 64 hex digits in lower case");
            }
        }
        return digests;
    }

    private boolean exists(String digest) {
        boolean known = machine.storage.layers.isKnown(digest, life.instant());
        boolean believed = machine.settings.quirks().contains(Quirk.BELIEVES_LAYER_DATABASE);
        return known && (believed || machine.storage.layers.find(digest).isPresent());
    }

    private static StringBuilder listOrNull(StringBuilder out, List<String> texts) {
        return texts.isEmpty() ? out.append("null") : JsonText.quoteAll(out, texts);
    }

    private WireBody upload(Route.Call call) {
        String digest = call.request().header("x-layer-digest").orElse("");
        if (digest.isEmpty()) {
            call.reply().error(400, "the header X-Layer-Digest is missing");
        } else if (!Digests.isDigest(digest)) {
            call.reply().error(400, "the header X-Layer-Digest is not sha256: and 64 hex digits in lower case");
        } else if (!machine.hasRoomFor(announced(call))) {
            call.reply().error(507, "there is not enough room on the disk for this layer");
        } else {
            return new Upload(call.reply(), digest);
        }
        return WireBody.IGNORED;
    }

    /** Without a length the check of the disk is left out. */
    static long announced(Route.Call call) {
        return call.request().header("content-length").map(Long::parseLong).orElse(-1L);
    }

    private void assemble(Route.Call call, byte[] body) {
        assembler.assemble(call, body, life);
    }

    /** One layer on its way into the store. */
    private final class Upload implements WireBody {
        private final Reply reply;
        private final String digest;
        private final Blob.Measure measure = new Blob.Measure();
        private final Optional<KeptImages.Arriving> kept =
                machine.storage.kept().map(KeptImages::begin);

        Upload(Reply reply, String digest) {
            this.reply = reply;
            this.digest = digest;
        }

        @Override
        public void piece(byte[] bytes) {
            boolean within = measure.size() <= LAYER_LIMIT;
            measure.add(bytes, 0, bytes.length);
            kept.ifPresent(layer -> layer.add(bytes));
            if (within && measure.size() > LAYER_LIMIT) {
                reply.tooLong(413, "the layer is larger than 16 GiB");
            }
        }

        @Override
        public void end() {
            if (measure.size() > LAYER_LIMIT) {
                broken();
                return;
            }
            Blob blob = measure.blob();
            if (!blob.digest().equals(digest)) {
                broken();
                reply.error(400, "the layer is " + blob.digest() + " and not " + digest);
                return;
            }
            kept.ifPresent(layer -> layer.keepAs(digest));
            machine.storage.layers.put(blob, life.instant());
            StringBuilder out = JsonText.quote(new StringBuilder("{\"digest\":"), digest);
            reply.json(201, out.append(",\"size\":").append(blob.size()).append('}'));
        }

        @Override
        public void broken() {
            kept.ifPresent(KeptImages.Arriving::drop);
        }
    }
}
