package dev.haloy;

import dev.haloy.client.ServerDirectory;
import dev.haloy.client.Tokens;
import dev.haloy.config.ServerAddress;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployRequest;
import dev.haloy.deploy.Deployer;
import dev.haloy.deploy.Promoter;
import dev.haloy.deploy.Release;
import dev.haloy.image.ImageSource;
import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretProvider;
import dev.haloy.secret.provider.NamedProvider;
import dev.haloy.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Everything about a run that is not its configuration.
 *
 * @param world everything outside the program
 * @param policy how runs behave
 * @param providers secret providers given in code, the newest first
 * @param givenTokens tokens of single servers, before all others
 * @param ownTokens where other tokens come from, if not from the World's configuration directory
 * @param images images that are given instead of built, by their reference
 * @param listeners who hears of events, in the order they were added
 * @param around what goes on around runs
 */
record Setting(
        World world,
        DeployPolicy policy,
        List<NamedProvider> providers,
        Map<ServerAddress, Secret> givenTokens,
        Optional<Tokens> ownTokens,
        Map<String, ImageSource> images,
        List<Consumer<DeployEvent>> listeners,
        Around around) {

    static Setting of(World world) {
        return new Setting(
                world,
                DeployPolicy.ofDefaults(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Around.NOTHING);
    }

    /** Where tokens come from. */
    Tokens tokens() {
        Tokens others = ownTokens.orElseGet(() -> ServerDirectory.of(world));
        return target -> {
            Secret given = givenTokens.get(target.target().server());
            return given == null ? others.token(target) : given;
        };
    }

    /** Does what is asked for, with everything that goes on around runs. */
    Deployer deployer() {
        return around.around(new Deployer(world, tokens(), policy, this::tell));
    }

    /** Finds what is to be promoted. */
    Promoter promoter() {
        return new Promoter(world, tokens(), policy);
    }

    /** Goes on with a request whose targets were given the image of an earlier promotion, if there was one. */
    <T> CompletableFuture<T> promoting(
            Optional<Release> release, DeployRequest request, Function<DeployRequest, CompletableFuture<T>> go) {
        return release.map(known -> Launch.chain(world, promoter().promote(known, request), go))
                .orElseGet(() -> go.apply(request));
    }

    Setting withToken(ServerAddress server, Secret token) {
        Map<ServerAddress, Secret> more = new LinkedHashMap<>(givenTokens);
        more.put(server, token);
        return new Setting(world, policy, providers, Map.copyOf(more), ownTokens, images, listeners, around);
    }

    Setting withWorld(World changed) {
        return new Setting(changed, policy, providers, givenTokens, ownTokens, images, listeners, around);
    }

    Setting withPolicy(DeployPolicy changed) {
        return new Setting(world, changed, providers, givenTokens, ownTokens, images, listeners, around);
    }

    Setting withSecrets(String name, SecretProvider provider) {
        List<NamedProvider> longer = new ArrayList<>();
        longer.add(NamedProvider.of(name, provider));
        longer.addAll(providers);
        return new Setting(world, policy, List.copyOf(longer), givenTokens, ownTokens, images, listeners, around);
    }

    Setting withTokens(Tokens changed) {
        return new Setting(world, policy, providers, givenTokens, Optional.of(changed), images, listeners, around);
    }

    Setting withImage(String reference, ImageSource image) {
        Map<String, ImageSource> more = new LinkedHashMap<>(images);
        more.put(reference, image);
        return new Setting(world, policy, providers, givenTokens, ownTokens, Map.copyOf(more), listeners, around);
    }

    <E extends DeployEvent> Setting on(Class<E> type, Consumer<? super E> listener) {
        List<Consumer<DeployEvent>> longer = new ArrayList<>(listeners);
        longer.add(event -> {
            if (type.isInstance(event)) {
                listener.accept(type.cast(event));
            }
        });
        return new Setting(world, policy, providers, givenTokens, ownTokens, images, List.copyOf(longer), around);
    }

    Setting with(Around changed) {
        return new Setting(world, policy, providers, givenTokens, ownTokens, images, listeners, changed);
    }

    /** Tells everybody; one that throws harms neither the run nor the others. */
    void tell(DeployEvent event) {
        for (Consumer<DeployEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                // A listener's trouble is its own: the deployment goes on, and so do the other listeners.
            }
        }
    }
}
