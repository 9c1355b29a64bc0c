package sh.fanout.examples.benchmark;

/** What the subscriptions of the benchmark want, in both languages: only operators that both have and mean alike. */
final class Wishes {

    private static final int KINDS = 4;

    private Wishes() {}

    /** The filter of subscription {@code n}, as Fanout reads it; one in 16 wants the order. */
    static String fanout(int n) {
        var country = n % 16 == 0 ? "DE" : "X" + n;
        return switch (n % KINDS) {
            case 0 -> "{\"country\":[\"%s\"],\"amount\":[{\"$gte\":100}]}".formatted(country);
            case 1 -> "{\"country\":[\"%s\"],\"customerId\":[{\"$startsWith\":\"cust-\"}]}".formatted(country);
            case 2 -> "{\"shipping\":{\"city\":[\"City-%d\"]},\"express\":[true]}".formatted(n);
            default -> "{\"currency\":[\"EUR\"],\"orderId\":[\"order-%d\"]}".formatted(1_000 + n);
        };
    }

    /** The same, as event-ruler reads it. */
    static String ruler(int n) {
        var country = n % 16 == 0 ? "DE" : "X" + n;
        return switch (n % KINDS) {
            case 0 -> "{\"country\":[\"%s\"],\"amount\":[{\"numeric\":[\">=\",100]}]}".formatted(country);
            case 1 -> "{\"country\":[\"%s\"],\"customerId\":[{\"prefix\":\"cust-\"}]}".formatted(country);
            case 2 -> "{\"shipping\":{\"city\":[\"City-%d\"]},\"express\":[true]}".formatted(n);
            default -> "{\"currency\":[\"EUR\"],\"orderId\":[\"order-%d\"]}".formatted(1_000 + n);
        };
    }
}
