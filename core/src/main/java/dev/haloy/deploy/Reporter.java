package dev.haloy.deploy;

/** Takes what an activity found out. Ignored once the activity is no longer wanted. On the loop only. */
interface Reporter {
    /** Something was found out, and the activity goes on. */
    void report(Fact fact);

    /** Something was found out, and that was the activity. */
    void finish(Fact fact);
}
