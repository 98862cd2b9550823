package dev.haloy.resolve;

import dev.haloy.config.ConfigException;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Works out what each target of a file means: inheritance, presets, defaults, and every rule that can be checked without
 * looking at anything outside the file.
 *
 * <p>Pure: reads no file and no variable, never changes the loaded model, gives the same result every time, and may be used
 * by any number of threads.
 */
public final class Resolver {
    private Resolver() {}

    /**
     * Resolves the chosen targets.
     *
     * <p>Targets that {@link TargetSelection.All} leaves out as protected are not checked.
     *
     * @throws ConfigException with all problems of all chosen targets, or saying why the choice is not possible
     */
    public static Resolution resolve(LoadedConfig loaded, TargetSelection selection, ResolveOptions options) {
        Findings findings = new Findings();
        List<String> skipped = new ArrayList<>();
        List<Draft> drafts = drafts(loaded, selection, options, skipped, findings);
        if (drafts.isEmpty() && options.requireTargets()) {
            throw new Selector(loaded).nothingLeft(skipped);
        }
        List<ResolvedTarget> targets = check(loaded, drafts, options, findings);
        findings.throwIfErrors("The configuration has problems; nothing was sent to any server.");
        return new Resolution(targets, skipped, findings.warnings());
    }

    /** Every problem of every target of the file, protected ones too: errors and warnings, in the order of the file. */
    public static List<Problem> validate(LoadedConfig loaded, ResolveOptions options) {
        boolean single = loaded.app().targets().isEmpty();
        TargetSelection everything = single ? new TargetSelection.Only() : new TargetSelection.All(true);
        Findings findings = new Findings();
        findings.addAll(loaded.warnings());
        List<Draft> drafts = drafts(loaded, everything, options, new ArrayList<>(), findings);
        check(loaded, drafts, options, findings);
        return findings.inOrder();
    }

    private static List<Draft> drafts(
            LoadedConfig loaded,
            TargetSelection selection,
            ResolveOptions options,
            List<String> skipped,
            Findings findings) {
        TargetMerge merge = new TargetMerge(loaded, options);
        List<String> keys = new Selector(loaded).choose(selection);
        if (loaded.app().targets().isEmpty()) {
            return List.of(complete(merge.single(findings::add), findings::add));
        }
        boolean skipProtected = selection instanceof TargetSelection.All all && !all.includeProtected();
        List<Draft> drafts = new ArrayList<>();
        for (String key : keys) {
            List<Problem> problems = new ArrayList<>();
            Draft draft = complete(merge.target(key, problems::add), problems::add);
            if (skipProtected && draft.settings().isProtected().orElse(false)) {
                skipped.add(key);
            } else {
                drafts.add(draft);
                findings.addAll(problems);
            }
        }
        return drafts;
    }

    /** One target, or the only one, without gaps and unchecked; what is wrong with it goes unsaid. */
    static Draft draft(LoadedConfig loaded, String key, ResolveOptions options) {
        Consumer<Problem> ignored = problem -> {};
        TargetMerge merge = new TargetMerge(loaded, options);
        boolean single = loaded.app().targets().isEmpty();
        return complete(single ? merge.single(ignored) : merge.target(key, ignored), ignored);
    }

    private static Draft complete(Draft merged, Consumer<Problem> findings) {
        return Defaults.apply(Presets.apply(merged), findings);
    }

    /** The targets that could be completed; usable only if nothing was found. */
    private static List<ResolvedTarget> check(
            LoadedConfig loaded, List<Draft> drafts, ResolveOptions options, Findings findings) {
        Places places = new Places(loaded);
        HookRules.checkGlobal(loaded.app(), places, findings::add);
        new NamedImages(loaded.app(), places).check(findings::add);
        List<ResolvedTarget> targets = new ArrayList<>();
        for (Draft draft : drafts) {
            List<Problem> problems = problems(draft, options);
            findings.addAll(problems);
            Completion.of(draft).ifPresent(targets::add);
        }
        CrossRules across = new CrossRules(places, findings::add);
        across.names(targets);
        across.builds(targets, target -> target, target -> BuildInputs.asWritten(target, loaded.directory()));
        across.domains(targets);
        return targets;
    }

    private static List<Problem> problems(Draft draft, ResolveOptions options) {
        List<Problem> problems = new ArrayList<>();
        NameRules.check(draft, problems::add);
        ServerRules.check(draft, options, problems::add);
        StrategyRules.check(draft, problems::add);
        draft.settings().image().ifPresent(image -> new ImageRules(draft.site(), problems::add).check(image));
        DomainRules.check(draft, problems::add);
        SourceRules.check(draft, problems::add);
        NumberRules.check(draft, problems::add);
        VolumeRules.check(draft, problems::add);
        HookRules.check(draft, problems::add);
        return problems;
    }
}
