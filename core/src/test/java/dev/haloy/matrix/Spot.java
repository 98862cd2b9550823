package dev.haloy.matrix;

import dev.haloy.embedded.fault.Endpoint;

/** A request of a run that something can happen to: a route in a phase. */
enum Spot {
    VERSION(Job.DEPLOYMENT, Endpoint.VERSION, 1, "version, before anything is sent"),
    STATUS_BEFORE(Job.DEPLOYMENT, Endpoint.STATUS, 1, "status, before anything is sent"),
    SERVER_LOGS(Job.DEPLOYMENT, Endpoint.SERVER_LOGS, 1, "server's stream, before and during the deployment"),
    DEPLOY(Job.DEPLOYMENT, Endpoint.DEPLOY, 1, "request to deploy"),
    OWN_LOGS_AS_RESERVE(
            Job.DEAF_DEPLOYMENT, Endpoint.DEPLOYMENT_LOGS, 1, "deployment's stream, with the server's broken"),
    STATUS_AFTER(Job.DEPLOYMENT, Endpoint.STATUS, 2, "status, to confirm"),
    OWN_LOGS_TO_FREE(Job.DEPLOYMENT, Endpoint.DEPLOYMENT_LOGS, 1, "deployment's stream, after the verdict"),
    ROLLBACK_LIST(Job.ROLLBACK, Endpoint.ROLLBACK_LIST, 1, "list of earlier versions"),
    ROLLBACK(Job.ROLLBACK, Endpoint.ROLLBACK, 1, "request to roll back"),
    STATUS_AFTER_ROLLBACK(Job.ROLLBACK, Endpoint.STATUS, 2, "status, to confirm the rollback"),
    DISK_SPACE(Job.LAYERS, Endpoint.DISK_SPACE_CHECK, 1, "room on the disk"),
    LAYERS_CHECK(Job.LAYERS, Endpoint.LAYERS_CHECK, 1, "which layers are missing"),
    LAYER_UPLOAD(Job.LAYERS, Endpoint.LAYER_UPLOAD, 1, "a layer"),
    ASSEMBLE(Job.LAYERS, Endpoint.LAYERS_ASSEMBLE, 1, "putting the layers together"),
    ARCHIVE(Job.ARCHIVE, Endpoint.IMAGE_UPLOAD, 1, "the whole image");

    /** What is being done. */
    enum Job {
        DEPLOYMENT("A deployment"),
        /** A deployment whose witness at the server never says anything. */
        DEAF_DEPLOYMENT("A deployment"),
        ROLLBACK("A rollback"),
        LAYERS("Sending an image"),
        /** To a server that does not know layers yet. */
        ARCHIVE("Sending an image");

        final String title;

        Job(String title) {
            this.title = title;
        }
    }

    final Job job;
    final Endpoint endpoint;
    /** Which request to the endpoint is the one. */
    final int nth;

    final String words;

    Spot(Job job, Endpoint endpoint, int nth, String words) {
        this.job = job;
        this.endpoint = endpoint;
        this.nth = nth;
        this.words = words;
    }

    /** Whether the server says nothing but that it has understood. */
    boolean hasEmptyAnswer() {
        return this == DEPLOY || this == ROLLBACK;
    }
}
