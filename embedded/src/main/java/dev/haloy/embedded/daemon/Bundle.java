package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Domain;
import java.util.List;

/**
 * The Docker events of one app that came close together.
 *
 * @param deploymentId the greatest id among them; empty for an update of the whole server
 * @param started whether a container was started
 * @param superseded smaller ids that were started as well and are to be told so
 */
record Bundle(String app, String deploymentId, List<Domain> domains, boolean started, List<String> superseded) {
    static final Bundle WHOLE_SERVER = new Bundle("", "", List.of(), false, List.of());
}
