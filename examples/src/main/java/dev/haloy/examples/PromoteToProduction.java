package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.Promotion;
import dev.haloy.deploy.DeployResult;

/** Gives production exactly the image that was tried in staging, with production's own settings. */
public final class PromoteToProduction {
    private PromoteToProduction() {}

    /** Promotes in the file of this folder. */
    public static void main(String... args) {
        run(Haloy.load("haloy.yaml"));
    }

    static DeployResult run(Project project) {
        // tag::promote[]
        Promotion promotion = project.promote("staging").to("production");
        System.out.println(promotion.plan());
        return promotion.deploy(); // refused unless a run from here deployed staging, and it is well
        // end::promote[]
    }
}
