package dev.haloy.secret.provider;

import dev.haloy.world.Environment;
import java.util.Map;

/** One item or file with secrets in it. */
interface SecretSource {
    /** Its values by key, got through a program that sees this environment. */
    Map<String, String> fetch(Commands commands, Environment environment) throws LookupException;
}
