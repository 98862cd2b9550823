package dev.haloy;

import dev.haloy.config.ConfigException;
import dev.haloy.deploy.Chronicle;
import dev.haloy.deploy.Deployer;
import dev.haloy.deploy.EarlierVersion;
import dev.haloy.operate.RollbackReader;
import dev.haloy.operate.RollbackTargets;
import dev.haloy.world.World;
import java.util.List;

/** Earlier versions of the chosen targets, from {@link Selection#versions()}. Immutable and safe to share. */
public final class Versions {
    private final Setting setting;
    private final Preparation preparation;

    Versions(Setting setting, Preparation preparation) {
        this.setting = setting;
        this.preparation = preparation;
    }

    /**
     * Which earlier versions the servers have kept. Reads no secret but the servers' tokens. A server that cannot say is part of the
     * answer, not an exception.
     *
     * @return one answer per target, in order
     * @throws ConfigException if the configuration has problems
     */
    public List<RollbackTargets> list() {
        World world = setting.world();
        return Lines.of(world.await(Launch.launch(
                world,
                () -> Chronicle.of(world.runs()),
                chronicle -> Launch.launch(
                        world,
                        preparation::withTokensOnly,
                        new RollbackReader(world, setting.tokens(), chronicle)::read))));
    }

    /** Going back to an earlier version, not begun yet. */
    public Rollback rollback(EarlierVersion version) {
        World world = setting.world();
        Deployer deployer = setting.deployer();
        return new Rollback(world, () -> Launch.launch(world, () -> preparation.request(version), deployer::deploy));
    }

    /** What was chosen. */
    @Override
    public String toString() {
        return "versions of " + preparation.chosen();
    }
}
