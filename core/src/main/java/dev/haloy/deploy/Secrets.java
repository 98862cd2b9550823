package dev.haloy.deploy;

import dev.haloy.resolve.ReadyTarget;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import java.util.List;
import java.util.stream.Stream;

/** Gathers what must not be seen. */
final class Secrets {
    private Secrets() {}

    static List<Secret> of(ReadyTarget ready) {
        Stream<Text> values =
                Stream.concat(ready.env().stream(), ready.buildArgs().stream()).map(ReadyTarget.Value::text);
        Stream<Text> credentials = ready.registry().stream().flatMap(who -> Stream.of(who.username(), who.password()));
        return Stream.of(values, credentials, ready.apiToken().stream())
                .flatMap(texts -> texts)
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .toList();
    }
}
