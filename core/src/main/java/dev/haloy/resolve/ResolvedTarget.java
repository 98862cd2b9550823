package dev.haloy.resolve;

import dev.haloy.config.BuilderConfig;
import dev.haloy.config.DomainConfig;
import dev.haloy.config.EnvVar;
import dev.haloy.config.RegistryConfig;
import dev.haloy.config.ServerAddress;
import dev.haloy.config.ValueSource;
import dev.haloy.error.KeyPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One target after inheritance, presets and defaults: nothing is left open but the values that come from the environment
 * and from secrets.
 *
 * @param key the target's key in the file; in a single-target file the app's name
 * @param name the app's name
 * @param preset the preset that shaped it
 * @param image the image
 * @param serverAsWritten the server as the file spells it
 * @param server the server
 * @param apiToken the token's source, if the file gives one
 * @param strategy how containers are replaced
 * @param namingStrategy {@code dynamic} or {@code static}, if set
 * @param isProtected whether a deployment of all targets leaves it out, if set
 * @param domains the domains
 * @param acmeEmail contact for certificates
 * @param env variables in their final order, values not yet read
 * @param healthCheckPath the path that answers when healthy
 * @param minReadySeconds seconds a container must have been up
 * @param port the port, in digits
 * @param replicas the number of containers
 * @param volumes the volumes
 * @param network the Docker network, if not the server's own
 * @param preDeploy commands before
 * @param postDeploy commands after
 * @param origins where each value came from, by its snake-case key inside the target, for example {@code image.tag} or
 *     {@code env[0]}, whatever the file's format
 */
public record ResolvedTarget(
        String key,
        String name,
        Optional<String> preset,
        Image image,
        String serverAsWritten,
        ServerAddress server,
        Optional<ValueSource> apiToken,
        Strategy strategy,
        Optional<String> namingStrategy,
        Optional<Boolean> isProtected,
        List<DomainConfig> domains,
        Optional<String> acmeEmail,
        List<EnvVar> env,
        String healthCheckPath,
        int minReadySeconds,
        String port,
        int replicas,
        List<String> volumes,
        Optional<String> network,
        List<String> preDeploy,
        List<String> postDeploy,
        Map<KeyPath, Origin> origins) {

    /** How a new version takes the place of the old one. */
    public enum Strategy {
        /** New containers first, then the old ones go. */
        ROLLING,
        /** Old containers first; the app is down in between. */
        REPLACE;

        /** The word of the configuration. */
        public String word() {
            return this == ROLLING ? "rolling" : "replace";
        }
    }

    /**
     * An image without gaps.
     *
     * @param repository the repository, perhaps with a tag or digest in it
     * @param tag the tag, if it stands apart
     * @param pullPolicy when the registry is asked, if set
     * @param history which old versions are kept
     * @param registry credentials of its registry
     * @param build whether it is built here, if said
     * @param buildConfig how it is built
     */
    public record Image(
            String repository,
            Optional<String> tag,
            Optional<String> pullPolicy,
            History history,
            Optional<RegistryConfig> registry,
            Optional<Boolean> build,
            Optional<BuilderConfig> buildConfig) {

        /** Whether the image must be built on this machine. */
        public boolean mustBeBuilt() {
            return build.orElse(buildConfig.isPresent());
        }

        /** What is pulled or built, with tag or digest; the tag is {@code latest} if nothing says otherwise. */
        public String reference() {
            return ImageReference.of(repository, tag);
        }

        /** Whether people move its tag from image to image, so that it may name another one tomorrow. */
        public boolean hasMovingTag() {
            return ImageReference.version(repository, tag)
                    .map(ImageRules::isMoving)
                    .orElse(true);
        }

        /** The registry the image lives in: as given, else from the repository, else {@code docker.io}. */
        public String registryServer() {
            return registry.flatMap(RegistryConfig::server)
                    .filter(server -> !server.isBlank())
                    .orElseGet(() -> ImageReference.registry(repository));
        }

        /** The same block for an image that is pulled by this name; the login stays where it is for the same registry. */
        public Image pulled(String reference) {
            String bare = ImageReference.bare(reference);
            boolean sameRegistry = ImageReference.bare(repository).equals(bare)
                    || registryServer().equals(ImageReference.registry(bare));
            return named(
                    reference,
                    pullPolicy.filter(policy -> !policy.equals("never")),
                    registry.filter(login -> sameRegistry),
                    build.map(any -> false),
                    Optional.empty());
        }

        /** The same block for an image that is here under this name and is sent to the server. */
        public Image sent(String reference) {
            BuilderConfig toServer = BuilderConfig.builder().push("server").build();
            return named(reference, pullPolicy, Optional.empty(), Optional.of(true), Optional.of(toServer));
        }

        private Image named(
                String reference,
                Optional<String> pull,
                Optional<RegistryConfig> login,
                Optional<Boolean> built,
                Optional<BuilderConfig> builder) {
            boolean digest = reference.contains("@");
            String bare = digest ? reference : ImageReference.bare(reference);
            Optional<String> version = digest ? Optional.empty() : ImageReference.version(reference, Optional.empty());
            return new Image(bare, version, pull, history, login, built, builder);
        }

        /**
         * Where an image that is built goes: {@code server} or {@code registry}; if not said, to the registry whose
         * credentials are given, else to the server.
         */
        public String push() {
            return buildConfig
                    .flatMap(BuilderConfig::push)
                    .filter(word -> !word.isEmpty())
                    .orElse(registry.isPresent() ? "registry" : "server");
        }
    }

    /**
     * Which old versions the server keeps.
     *
     * @param strategy {@code local}, {@code registry} or {@code none}
     * @param count how many
     * @param pattern which tags count
     */
    public record History(String strategy, OptionalInt count, Optional<String> pattern) {}

    /** Whether the server's proxy leads domains to this app. */
    public boolean hasDomains() {
        return !domains.isEmpty();
    }

    /** The same with another image. */
    public ResolvedTarget withImage(Image other) {
        return new ResolvedTarget(
                key,
                name,
                preset,
                other,
                serverAsWritten,
                server,
                apiToken,
                strategy,
                namingStrategy,
                isProtected,
                domains,
                acmeEmail,
                env,
                healthCheckPath,
                minReadySeconds,
                port,
                replicas,
                volumes,
                network,
                preDeploy,
                postDeploy,
                origins);
    }
}
