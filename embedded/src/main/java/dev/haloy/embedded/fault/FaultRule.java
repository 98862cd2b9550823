package dev.haloy.embedded.fault;

/**
 * Which requests to an endpoint a fault meets: those from number {@code first} (counted from 1 since the rule was set)
 * up to and including number {@code last}.
 */
public record FaultRule(Endpoint endpoint, int first, int last, Fault fault) {
    /** Checks the numbers. */
    public FaultRule {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("Requests are counted from 1: " + first + " to " + last);
        }
    }

    /** The next request to the endpoint. */
    public static FaultRule next(Endpoint endpoint, Fault fault) {
        return new FaultRule(endpoint, 1, 1, fault);
    }

    /** The nth request to the endpoint from now. */
    public static FaultRule nth(int n, Endpoint endpoint, Fault fault) {
        return new FaultRule(endpoint, n, n, fault);
    }

    /** The next so many requests to the endpoint. */
    public static FaultRule times(int times, Endpoint endpoint, Fault fault) {
        return new FaultRule(endpoint, 1, times, fault);
    }

    /** Every request to the endpoint. */
    public static FaultRule every(Endpoint endpoint, Fault fault) {
        return new FaultRule(endpoint, 1, Integer.MAX_VALUE, fault);
    }
}
