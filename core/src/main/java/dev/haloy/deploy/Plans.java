package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.deploy.RunSpec.Pin;
import dev.haloy.image.BuildDefinition;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a plan of what the servers said. */
final class Plans {
    private Plans() {}

    static Plan of(RunState state, DeployRequest request, Deployer deployer) {
        List<Plan.Step> steps = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        Map<String, Pin> pins = new LinkedHashMap<>();
        for (ReadyTarget ready : request.targets()) {
            TargetState seen = state.target(ready.target().key()).orElseThrow();
            steps.add(
                    step(ready.target(), seen.before, seen.spec.image().map(image -> delivery(ready, image, request))));
            pins.put(ready.target().key(), new Pin(seen.before.map(AppStatus::deploymentId), seen.spec.content()));
            seen.problem
                    .or(() -> state.server(seen.spec.server()).problem)
                    .or(() -> seen.image.trouble().map(phase -> seen.image.reason()))
                    .ifPresent(problem -> obstacles.add(seen.spec.key() + ": " + problem));
        }
        SavedPlan saved = new SavedPlan(pins);
        List<String> gates =
                state.spec().policy().gates().stream().map(Gate::name).toList();
        return new Plan(
                steps,
                state.spec().layout().waves(),
                gates,
                obstacles,
                saved,
                () -> deployer.deployAsPlanned(request, saved));
    }

    private static String delivery(ReadyTarget ready, ImageSpec image, DeployRequest request) {
        BuildDefinition build = BuildDefinition.of(ready, request.directory());
        String made = image.given()
                ? "given by the program"
                : "built from " + build.files().dockerfile() + " for " + build.platform();
        return made
                + switch (image.way()) {
                    case SHARED -> ", in the engine that this server shares";
                    case SERVER -> ", then sent to the server, as far as it lacks layers";
                    case REGISTRY -> ", then pushed to " + image.to();
                };
    }

    private static Plan.Step step(ResolvedTarget target, Optional<AppStatus> now, Optional<String> delivery) {
        return new Plan.Step(
                target.key(),
                target.name(),
                target.server().key(),
                now.map(app -> new Plan.Running(
                        app.deploymentId(), app.state(), app.containerIds().size())),
                RunContext.image(target.image()),
                target.replicas(),
                target.strategy().word(),
                target.domains().stream()
                        .flatMap(domain -> domain.domain().stream())
                        .toList(),
                target.preDeploy(),
                target.postDeploy(),
                delivery);
    }
}
