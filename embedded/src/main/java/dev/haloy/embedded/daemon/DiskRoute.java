package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;

/** Says whether an upload will fit, and makes room if it would not. */
final class DiskRoute {
    private static final JsonShape SHAPE = JsonShape.object()
            .with("uploadSizeBytes", JsonShape.wholeNumber())
            .with("layerUploadBytes", JsonShape.wholeNumber())
            .with("assembledImageSizeBytes", JsonShape.wholeNumber());

    private final Machine machine;

    DiskRoute(Machine machine) {
        this.machine = machine;
    }

    Route route() {
        return Route.postWithBody("/v1/images/disk-space-check", this::check);
    }

    private void check(Route.Call call, byte[] body) {
        try {
            JsonNode json = StrictJson.read(body, SHAPE);
            long whole = amount(json, "uploadSizeBytes");
            long layers = amount(json, "layerUploadBytes");
            long assembled = amount(json, "assembledImageSizeBytes");
            if ((whole > 0) == (assembled > 0) || (whole > 0 && layers > 0)) {
                throw new BadRequestException("give either uploadSizeBytes, or assembledImageSizeBytes with"
                        + " layerUploadBytes if layers are missing");
            }
            if (machine.docker.isReachable()) {
                answer(call, 2 * whole + layers + 2 * assembled, layers > 0 ? "layers" : "tmp");
            } else {
                call.reply().error(500, "Docker does not say where it keeps its images");
            }
        } catch (BadRequestException bad) {
            call.reply().error(bad);
        }
    }

    private static long amount(JsonNode json, String key) throws BadRequestException {
        long amount = json.path(key).asLong(0);
        if (amount < 0) {
            throw new BadRequestException("the value of '" + key + "' is negative");
        }
        return amount;
    }

    private void answer(Route.Call call, long bytes, String folder) {
        StringBuilder out = new StringBuilder("{\"ok\":").append(machine.hasRoomFor(bytes));
        JsonText.quote(out.append(",\"path\":"), "/var/lib/haloy/" + folder);
        out.append(",\"requiredBytes\":").append(Storage.required(bytes));
        call.reply()
                .json(out.append(",\"availableBytes\":")
                        .append(machine.storage.available())
                        .append('}'));
    }
}
