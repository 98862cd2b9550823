package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The checks that a {@code targetConfig} must pass before the daemon accepts it. */
final class TargetRules {
    private static final List<String> MOVING_TAGS =
            List.of("", "latest", "main", "master", "develop", "staging", "production");

    private TargetRules() {}

    static void check(Target target) throws BadRequestException {
        require(Names.isAppName(target.name()), "the app name may hold letters, digits, '-' and '_' only");
        require(!target.text("server").isEmpty(), "server is missing");
        require(target.lacks("imageKey") || !target.hasImage(), "image and imageKey exclude each other");
        if (target.hasImage()) {
            checkImage(target);
        }
        checkNumbers(target);
        checkWords(target);
        for (JsonNode domain : target.json().path("domains")) {
            checkDomain(domain);
        }
        for (JsonNode variable : target.json().path("env")) {
            require(!variable.path("name").asText("").isEmpty(), "an env entry has no name");
            checkValue(variable, "env");
        }
        for (JsonNode volume : target.json().path("volumes")) {
            require(Names.isVolume(volume.asText()), "a volume is not of the form source:/target[:options]");
        }
    }

    private static void checkImage(Target target) throws BadRequestException {
        JsonNode image = target.image();
        require(!image.path("repository").asText("").isEmpty(), "image.repository is missing");
        oneOf(image.path("pullPolicy").asText(""), "image.pullPolicy", "", "always", "if_missing", "never");
        oneOf(image.path("buildConfig").path("push").asText(""), "image.buildConfig.push", "", "server", "registry");
        JsonNode registry = image.path("registry");
        if (!Target.isAbsent(registry)) {
            checkValue(registry.path("username"), "image.registry.username");
            checkValue(registry.path("password"), "image.registry.password");
        }
        if (!Target.isAbsent(target.history())) {
            checkHistory(target);
        }
    }

    private static void checkHistory(Target target) throws BadRequestException {
        String strategy = target.historyStrategy();
        oneOf(strategy, "image.history.strategy", "local", "registry", "none");
        if (strategy.equals("none")) {
            return;
        }
        require(target.history().path("count").asInt(0) >= 1, "image.history.count must be at least 1");
        if (strategy.equals("registry")) {
            require(!target.history().path("pattern").asText("").isEmpty(), "image.history.pattern is missing");
            require(
                    !MOVING_TAGS.contains(target.image().path("tag").asText("")),
                    "registry history needs a tag that stays");
        }
    }

    private static void checkNumbers(Target target) throws BadRequestException {
        require(target.lacks("replicas") || target.replicas() >= 1, "replicas must be 1 or more");
        int ready = target.minReadySeconds();
        require(ready >= 0 && ready <= 600, "minReadySeconds must be 0 to 600");
        String port = target.text("port");
        require(port.isEmpty() || Names.isPort(port), "port must be 1 to 65535");
        String path = target.text("healthCheckPath");
        require(path.isEmpty() || path.startsWith("/"), "healthCheckPath must begin with '/'");
    }

    private static void checkWords(Target target) throws BadRequestException {
        oneOf(target.text("deploymentStrategy"), "deploymentStrategy", "", "rolling", "replace");
        oneOf(target.text("namingStrategy"), "namingStrategy", "", "dynamic", "static");
        oneOf(target.text("preset"), "preset", "", "database", "service");
        if (target.isStaticallyNamed()) {
            require(target.isReplace(), "static naming needs the strategy replace");
            require(target.replicas() <= 1, "static naming allows one replica");
        }
    }

    private static void checkDomain(JsonNode domain) throws BadRequestException {
        require(Names.isDomain(domain.path("domain").asText("")), "a domain is not valid");
        for (JsonNode alias : domain.path("aliases")) {
            require(Names.isDomain(alias.asText()), "an alias is not valid");
        }
    }

    private static void checkValue(JsonNode source, String where) throws BadRequestException {
        boolean value = !source.path("value").asText("").isEmpty();
        JsonNode from = source.path("from");
        boolean env = !from.path("env").asText("").isEmpty();
        boolean secret = !from.path("secret").asText("").isEmpty();
        require(value != (env || secret), where + ": give exactly one of value and from");
        require(!(env && secret), where + ": give exactly one of from.env and from.secret");
    }

    private static void oneOf(String word, String where, String... allowed) throws BadRequestException {
        require(List.of(allowed).contains(word), where + " has an unknown value");
    }

    private static void require(boolean condition, String problem) throws BadRequestException {
        if (!condition) {
            throw new BadRequestException("this target cannot be deployed: " + problem);
        }
    }
}
