package dev.haloy.embedded;

import java.util.SplittableRandom;

/** Deployment ids in the form that clients choose: 48 bits of time and 80 of chance, in lower-case base 32. */
final class DeploymentIds {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private DeploymentIds() {}

    static String of(long millis, long seed) {
        char[] id = new char[26];
        long time = Math.max(0, millis);
        for (int i = 9; i >= 0; i--) {
            id[i] = DIGITS.charAt((int) (time & 31));
            time >>>= 5;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 10; i < id.length; i++) {
            id[i] = DIGITS.charAt(random.nextInt(32));
        }
        return new String(id);
    }
}
