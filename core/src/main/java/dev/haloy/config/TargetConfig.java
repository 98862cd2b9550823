package dev.haloy.config;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The settings of one target as written: what is absent is inherited or gets its default later.
 *
 * <p>The top level of a file has the same settings; there they are the defaults of all targets. For lists, empty is not
 * absent: an empty list of domains, volumes or hooks clears what would be inherited. An empty {@code env} inherits.
 */
@Model
@Value.Immutable
public interface TargetConfig {
    /** The app's name. */
    Optional<String> name();

    /** {@code database} or {@code service}. */
    Optional<String> preset();

    /** The image; excludes {@link #imageKey()}. */
    Optional<ImageConfig> image();

    /** A key of {@link AppConfig#images()}; excludes {@link #image()}. */
    Optional<String> imageKey();

    /** The server to deploy to, as written. */
    Optional<String> server();

    /** The token for the server; one without value discards an inherited one. */
    Optional<ValueSource> apiToken();

    /** {@code rolling} or {@code replace}. */
    Optional<String> deploymentStrategy();

    /** {@code dynamic} or {@code static}. */
    Optional<String> namingStrategy();

    /** Whether a deployment of all targets leaves this one out. */
    Optional<Boolean> isProtected();

    /** The domains that lead to the app. */
    Optional<List<DomainConfig>> domains();

    /** Contact for certificates; sent only to servers before v0.1.0-beta.29. */
    Optional<String> acmeEmail();

    /** Environment variables; merged by name with the inherited ones. */
    List<EnvVar> env();

    /** The path that answers when the app is healthy. */
    Optional<String> healthCheckPath();

    /** Seconds a container must have been up before it counts as healthy. */
    Optional<Integer> minReadySeconds();

    /** The port the app listens on. */
    Optional<String> port();

    /** The number of containers. */
    Optional<Integer> replicas();

    /** Volumes as {@code source:/target[:options]}. */
    Optional<List<String>> volumes();

    /** The Docker network. */
    Optional<String> network();

    /** Shell commands run here before this target is deployed. */
    Optional<List<String>> preDeploy();

    /** Shell commands run here after this target was deployed. */
    Optional<List<String>> postDeploy();

    /** Settings that say nothing: everything is inherited. */
    TargetConfig EMPTY = builder().build();

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableTargetConfig.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(TargetConfig from) {
        return ImmutableTargetConfig.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Names the app; without it the top level's name, else the target's key is used. */
        Builder name(String name);

        /** Chooses the defaults of a kind of app: {@code database} or {@code service}. */
        Builder preset(String preset);

        /** Describes the image. */
        Builder image(ImageConfig image);

        /** Takes the image from the named ones. */
        Builder imageKey(String imageKey);

        /** Chooses the server; without it {@code localhost}. */
        Builder server(String server);

        /** Gives the token for the server; without it the client configuration is asked. */
        Builder apiToken(ValueSource apiToken);

        /** Chooses {@code rolling} (the default) or {@code replace}. */
        Builder deploymentStrategy(String deploymentStrategy);

        /** Chooses how containers are named: {@code dynamic} or {@code static}. */
        Builder namingStrategy(String namingStrategy);

        /** Leaves this target out when all are deployed. */
        Builder isProtected(boolean isProtected);

        /** Replaces the domains; an empty list clears inherited ones. */
        Builder domains(List<DomainConfig> domains);

        /** Sets the contact for certificates, which only old servers want. */
        Builder acmeEmail(String acmeEmail);

        /** Replaces the variables of this level; they are merged by name with inherited ones. */
        Builder env(Iterable<? extends EnvVar> env);

        /** Sets the path that answers when the app is healthy; without it {@code /}. */
        Builder healthCheckPath(String healthCheckPath);

        /** Sets how many seconds a container must have been up, 0 to 600. */
        Builder minReadySeconds(int minReadySeconds);

        /** Sets the port the app listens on; without it 8080. */
        Builder port(String port);

        /** Sets the number of containers; without it one. */
        Builder replicas(int replicas);

        /** Replaces the volumes; an empty list clears inherited ones. */
        Builder volumes(List<String> volumes);

        /** Sets the Docker network; another one than the server's takes the app off its proxy. */
        Builder network(String network);

        /** Replaces the commands run before; an empty list clears inherited ones. */
        Builder preDeploy(List<String> preDeploy);

        /** Replaces the commands run after success; an empty list clears inherited ones. */
        Builder postDeploy(List<String> postDeploy);

        /** Builds the immutable description. */
        TargetConfig build();
    }
}
