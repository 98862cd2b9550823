package dev.haloy.deploy;

import java.util.Optional;

/**
 * One command of a list of hooks.
 *
 * @param target whose hook; empty for a global one
 * @param stage when it runs
 * @param index its place in the list, from 0
 */
record HookRef(Optional<String> target, Stage stage, int index) {
    enum Stage {
        GLOBAL_PRE("global_pre_deploy"),
        PRE("pre_deploy"),
        POST("post_deploy"),
        GLOBAL_POST("global_post_deploy");

        private final String key;

        Stage(String key) {
            this.key = key;
        }

        /** The key of the configuration. */
        String key() {
            return key;
        }
    }
}
