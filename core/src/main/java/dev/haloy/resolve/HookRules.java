package dev.haloy.resolve;

import dev.haloy.config.AppConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Commands that are run on this machine. */
final class HookRules {
    private HookRules() {}

    static void check(Draft draft, Consumer<Problem> findings) {
        commands(draft.site(), "pre_deploy", draft.settings().preDeploy().orElse(List.of()), findings);
        commands(draft.site(), "post_deploy", draft.settings().postDeploy().orElse(List.of()), findings);
    }

    static void checkGlobal(AppConfig app, Places places, Consumer<Problem> findings) {
        Site top = new Site(places, KeyPath.ROOT, Map.of());
        commands(top, "global_pre_deploy", app.globalPreDeploy(), findings);
        commands(top, "global_post_deploy", app.globalPostDeploy(), findings);
    }

    private static void commands(Site site, String key, List<String> commands, Consumer<Problem> findings) {
        for (int i = 0; i < commands.size(); i++) {
            if (Characters.isBlank(commands.get(i))) {
                findings.accept(site.error("V45", KeyPath.of(key).index(i), "the command is empty"));
            }
        }
    }
}
