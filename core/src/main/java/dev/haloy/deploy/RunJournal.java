package dev.haloy.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.HookRef.Stage;
import dev.haloy.deploy.RunSpec.TargetSpec;
import dev.haloy.internal.json.Json;
import dev.haloy.resolve.ResolvedTarget.Strategy;
import dev.haloy.world.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The journal of a run: a line about the run, then a line per fact. Holds no secrets. */
final class RunJournal implements AutoCloseable {
    private static final String PREVIOUS = "previous";

    private final RunStore.Journal lines;

    private RunJournal(RunStore.Journal lines) {
        this.lines = lines;
    }

    /** Begins the journal of a run, which may be one that promotes what runs elsewhere. */
    static RunJournal begin(RunStore store, RunSpec spec, Optional<Release> promoted, Instant at) {
        RunJournal journal = new RunJournal(store.open(spec.runId()));
        ObjectNode head =
                Json.object().put("run", spec.runId()).put("format", 1).put("at", at.toString());
        head.put("globalPre", spec.hooks().commands(Stage.GLOBAL_PRE))
                .put("globalPost", spec.hooks().commands(Stage.GLOBAL_POST));
        code(head, spec.hooks());
        head.put("onFailure", spec.policy().onFailure().name());
        head.set("policy", PolicyJson.write(spec.policy()));
        promoted.ifPresent(release -> head.set("promoted", release.toJson()));
        ArrayNode targets = head.putArray("targets");
        spec.targets().forEach(target -> targets.add(target(target)));
        journal.lines.append(Json.line(head));
        return journal;
    }

    private static ObjectNode target(TargetSpec target) {
        ObjectNode node = Json.object()
                .put("key", target.key())
                .put("app", target.app())
                .put("server", target.server())
                .put("hasDomains", target.hasDomains())
                .put("strategy", target.strategy().name())
                .put("replicas", target.replicas())
                .put("pre", target.hooks().commands(Stage.PRE))
                .put("post", target.hooks().commands(Stage.POST))
                .put("content", target.content());
        if (!target.means().equals(WayBack.Means.NOT_NEEDED)) {
            DescriptionJson.write(node.putObject("means"), target.means());
        }
        target.image()
                .ifPresent(image -> node.putObject("image")
                        .put("reference", image.reference())
                        .put("way", image.way().name())
                        .put("to", image.to())
                        .put("given", image.given()));
        target.earlier()
                .ifPresent(earlier ->
                        node.put("backTo", earlier.id().map(DeploymentId::value).orElse(PREVIOUS)));
        code(node, target.hooks());
        return node;
    }

    private static void code(ObjectNode node, HookLists hooks) {
        if (!hooks.code().isEmpty()) {
            ObjectNode code = node.putObject("code");
            hooks.code().forEach((stage, names) -> names.forEach(code.putArray(stage.name())::add));
        }
    }

    private static HookLists hooks(JsonNode node, Map<Stage, Integer> commands) {
        Map<Stage, List<String>> code = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            List<String> names = new ArrayList<>();
            node.path("code").path(stage.name()).forEach(name -> names.add(name.asText()));
            if (!names.isEmpty()) {
                code.put(stage, names);
            }
        }
        return new HookLists(commands, code);
    }

    private static ImageSpec image(JsonNode node) {
        return new ImageSpec(
                node.path("reference").asText(),
                ImageSpec.Way.valueOf(node.path("way").asText()),
                node.path("to").asText(),
                node.path("given").asBoolean());
    }

    private static TargetSpec target(JsonNode node) {
        return new TargetSpec(
                node.path("key").asText(),
                node.path("app").asText(),
                node.path("server").asText(),
                node.path("hasDomains").asBoolean(),
                Strategy.valueOf(node.path("strategy").asText()),
                node.path("replicas").asInt(),
                hooks(
                        node,
                        Map.of(
                                Stage.PRE, node.path("pre").asInt(),
                                Stage.POST, node.path("post").asInt())),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(node.get("image")).map(RunJournal::image),
                Json.text(node, "backTo").map(RunJournal::earlier),
                Optional.ofNullable(node.get("means"))
                        .map(DescriptionJson::means)
                        .orElse(WayBack.Means.NOT_NEEDED),
                node.path("content").asText());
    }

    private static EarlierVersion earlier(String text) {
        return text.equals(PREVIOUS) ? EarlierVersion.previous() : EarlierVersion.of(new DeploymentId(text));
    }

    /** Goes on with the journal of a run. */
    static RunJournal goOn(RunStore store, String runId) {
        return new RunJournal(store.open(runId));
    }

    /** Writes a fact; an intent is safe before this returns. */
    void write(Fact fact) {
        lines.append(Json.line(FactJson.write(fact)));
        if (fact.isIntent()) {
            lines.sync();
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    /**
     * What a journal says.
     *
     * @param spec what the run was asked to do
     * @param promoted the image that its targets were given in place of their own, if they were
     * @param began when it began
     * @param facts what happened
     */
    record Contents(RunSpec spec, Optional<Release> promoted, Instant began, List<Fact> facts) {}

    /**
     * Reads a journal. A last line that is cut off, as a crash leaves it, is left out.
     *
     * @param fallback the policy for what the journal of an older version does not say
     * @throws java.util.NoSuchElementException if there is none
     */
    static Contents read(RunStore store, String runId, DeployPolicy fallback) {
        List<String> lines = store.lines(runId);
        JsonNode head = lines.stream().findFirst().flatMap(Json::parse).orElseThrow(() -> unreadable(runId));
        List<TargetSpec> targets = new ArrayList<>();
        head.path("targets").forEach(target -> targets.add(target(target)));
        DeployPolicy policy = DeployPolicy.builder(PolicyJson.read(head.path("policy"), fallback))
                .onFailure(OnFailure.valueOf(head.path("onFailure").asText()))
                .build();
        RunSpec spec = new RunSpec(
                runId,
                targets,
                hooks(
                        head,
                        Map.of(
                                Stage.GLOBAL_PRE, head.path("globalPre").asInt(),
                                Stage.GLOBAL_POST, head.path("globalPost").asInt())),
                policy,
                false);
        List<Fact> facts = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            Optional<JsonNode> node = Json.parse(lines.get(i));
            if (node.isEmpty() && i < lines.size() - 1) {
                throw unreadable(runId);
            }
            node.ifPresent(line -> facts.add(FactJson.read(line)));
        }
        return new Contents(
                spec,
                Release.read(head.path("promoted")),
                Instant.parse(head.path("at").asText()),
                facts);
    }

    private static IllegalStateException unreadable(String runId) {
        return new IllegalStateException("the journal of run " + runId + " cannot be read");
    }
}
