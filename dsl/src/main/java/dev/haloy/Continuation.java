package dev.haloy;

import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.RunSummary;
import java.util.concurrent.CompletableFuture;

/** Taking up runs of the past. */
final class Continuation {
    private final Setting setting;
    private final Preparation preparation;

    Continuation(Setting setting, Preparation preparation) {
        this.setting = setting;
        this.preparation = preparation;
    }

    CompletableFuture<DeployResult> resume(RunSummary run) {
        return Launch.launch(
                setting.world(),
                () -> run.earlier().map(preparation::request).orElseGet(preparation::request),
                request -> setting.promoting(
                        run.promoted(), request, ready -> setting.deployer().resume(ready, run.runId())));
    }

    CompletableFuture<DeployResult> attach(String runId) {
        return Launch.launch(
                setting.world(),
                preparation::requestToFollow,
                request -> setting.deployer().attach(request, runId));
    }
}
