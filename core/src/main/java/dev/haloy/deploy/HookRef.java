package dev.haloy.deploy;

import java.util.Optional;

/**
 * One of a list of hooks: first the commands of the configuration, then those in code.
 *
 * @param target whose hook, as the run calls the target; empty for a global one
 * @param stage when it runs
 * @param index its place in the list, from 0
 * @param code its name, if it is code
 */
record HookRef(Optional<String> target, Stage stage, int index, Optional<String> code) {
    enum Stage {
        GLOBAL_PRE("global_pre_deploy"),
        PRE("pre_deploy"),
        POST("post_deploy"),
        GLOBAL_POST("global_post_deploy"),
        ON_FAILURE("on_failure"),
        ON_ROLLBACK("on_rollback");

        private final String key;

        Stage(String key) {
            this.key = key;
        }

        /** The key of the configuration; the last two are in code only. */
        String key() {
            return key;
        }

        boolean isGlobal() {
            return this == GLOBAL_PRE || this == GLOBAL_POST;
        }

        /** Whether it comes after the end of a target, and so changes nothing about it. */
        boolean isAfterwards() {
            return this == ON_FAILURE || this == ON_ROLLBACK;
        }
    }

    /** The target as the configuration calls it. */
    Optional<String> written() {
        return target.map(RunSpec.TargetSpec::written);
    }

    /** What people call it. */
    @Override
    public String toString() {
        return stage.key() + code.map(name -> " '" + name + "'").orElse("[" + index + "]");
    }
}
