package dev.haloy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.secret.Secret;
import java.io.Serializable;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SecrecyTest {
    /** Who may read the value of a secret, and why. */
    private static final Set<String> READERS = Set.of(
            // Requests carry values and the token.
            "dev.haloy.client.DeployBody",
            "dev.haloy.client.ServerCalls",
            "dev.haloy.client.LoginBody",
            // Build arguments, in the environment of the docker program.
            "dev.haloy.image.BuildCommand",
            // The login to a registry, by standard input.
            "dev.haloy.image.RegistryPush",
            // The token file of the command line.
            "dev.haloy.client.ClientFiles",
            // The same for a program that keeps tokens, by standard input.
            "dev.haloy.client.CredentialHelper",
            // A text joined with a secret is a secret.
            "dev.haloy.secret.Text",
            // To recognise a value it must be known.
            "dev.haloy.secret.Redactor",
            // Shows values to somebody who has asked to see them.
            "dev.haloy.resolve.ModelJson");

    @Test
    void only_those_read_secrets_who_must() {
        Set<String> readers = Core.CLASSES.stream()
                .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(Secret.class))
                .filter(access -> access.getName().equals("reveal"))
                .map(access -> Core.top(access.getOriginOwner()).getName())
                .collect(Collectors.toSet());

        assertThat(readers).isEqualTo(READERS);
    }

    @Test
    void a_secret_cannot_be_serialised() {
        assertThat(Serializable.class.isAssignableFrom(Secret.class)).isFalse();
    }
}
