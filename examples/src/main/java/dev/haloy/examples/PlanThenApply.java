package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.Plan;
import java.nio.charset.Charset;
import java.util.Scanner;
import java.util.function.Predicate;

/** Shows what a deployment would do and does exactly that, or nothing if a server moved in between. */
public final class PlanThenApply {
    private PlanThenApply() {}

    /** Shows the plan and applies it when the answer is yes. */
    public static void main(String... args) {
        run(Haloy.load("haloy.yaml"), PlanThenApply::ask);
    }

    private static boolean ask(String question) {
        System.out.print(question);
        return new Scanner(System.in, Charset.defaultCharset()).nextLine().equals("yes");
    }

    static void run(Project project, Predicate<String> ask) {
        // tag::plan[]
        Plan plan = project.targets("staging", "production").plan();
        System.out.println(plan);
        if (ask.test("Apply? ")) {
            plan.deploy(); // refused if a server runs something else by now
        }
        // end::plan[]
    }
}
