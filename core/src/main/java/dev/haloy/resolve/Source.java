package dev.haloy.resolve;

import dev.haloy.error.KeyPath;

/** Where a value comes from, in the fewest words that an {@link Origin} can be made of. */
sealed interface Source {
    /** The rule that put the value there. */
    Origin.Rule rule();

    /** The whole story, with the place. */
    Origin origin();

    /**
     * Written in the file.
     *
     * @param rule how it got from there to the target
     * @param layer where the settings around it stand
     * @param key the rest of the path, in snake case
     */
    record Written(Origin.Rule rule, Layer<?> layer, KeyPath key) implements Source {
        @Override
        public Origin origin() {
            return layer.places().origin(rule, layer.places().below(layer.path(), key));
        }
    }

    /**
     * Known from the start.
     *
     * @param origin the origin
     */
    record Fixed(Origin origin) implements Source {
        @Override
        public Origin.Rule rule() {
            return origin.rule();
        }
    }
}
