package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.deploy.RunSpec.Pin;
import dev.haloy.image.BuildDefinition;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.RunStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a plan of what the servers said and our own journals know. May block. */
final class Plans {
    private Plans() {}

    static Plan of(RunState state, DeployRequest request, RunStore runs, Deployer deployer) {
        List<Plan.Step> steps = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        Map<String, Pin> pins = new LinkedHashMap<>();
        for (ReadyTarget ready : request.targets()) {
            TargetState seen = state.target(ready.target().key()).orElseThrow();
            Optional<String> problem = seen.problem
                    .or(() -> state.server(seen.spec.server()).problem)
                    .or(() -> seen.image.trouble().map(phase -> seen.image.reason()));
            problem.ifPresent(why -> obstacles.add(seen.spec.key() + ": " + why));
            steps.add(step(ready, seen, problem, request, runs));
            pins.put(ready.target().key(), new Pin(seen.before.map(AppStatus::deploymentId), seen.spec.content()));
        }
        SavedPlan saved = new SavedPlan(pins, request.promoted());
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

    private static Plan.Step step(
            ReadyTarget ready, TargetState seen, Optional<String> problem, DeployRequest request, RunStore runs) {
        ResolvedTarget target = ready.target();
        Optional<AppStatus> now = seen.before;
        Optional<Chronicle.Entry> known = now.flatMap(app -> Chronicle.find(runs, app.deploymentId()));
        return new Plan.Step(
                target.key(),
                target.name(),
                target.server().key(),
                now.map(app -> new Plan.Running(
                        app.deploymentId(), app.state(), app.containerIds().size())),
                target.image().reference(),
                target.replicas(),
                target.strategy().word(),
                target.domains().stream()
                        .flatMap(domain -> domain.domain().stream())
                        .toList(),
                target.preDeploy(),
                target.postDeploy(),
                seen.spec.image().map(image -> delivery(ready, image, request)),
                problem.isPresent()
                        ? Comparison.impossible(problem.get())
                        : Comparison.of(now, known, target, given(target, request)),
                problem.isPresent()
                        ? new Plan.GoingBack(Optional.empty(), Optional.empty(), problem)
                        : back(WayBack.of(seen), known));
    }

    private static Plan.GoingBack back(WayBack way, Optional<Chronicle.Entry> known) {
        return new Plan.GoingBack(way.to(), known.flatMap(Chronicle.Entry::image), way.obstacle());
    }

    private static Optional<String> given(ResolvedTarget target, DeployRequest request) {
        return Optional.ofNullable(request.images().get(target.image().reference()))
                .filter(image -> target.image().mustBeBuilt())
                .map(image -> image.id().toString());
    }
}
