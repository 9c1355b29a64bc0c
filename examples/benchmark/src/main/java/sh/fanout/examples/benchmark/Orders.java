package sh.fanout.examples.benchmark;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The event of the benchmarks: an order of about 1 KB. */
final class Orders {

    private static final int ITEMS = 8;

    private Orders() {}

    static String json() {
        var items = IntStream.range(0, ITEMS)
                .mapToObj(n ->
                        "{\"sku\":\"SKU-%04d\",\"quantity\":%d,\"price\":%d.50,\"gift\":%b,\"note\":\"handle with care\"}"
                                .formatted(n, n + 1, 10 * n, n % 2 == 0))
                .collect(Collectors.joining(","));
        return """
                {"orderId":"order-123","customerId":"cust-7","amount":250.75,"currency":"EUR","country":"DE",\
                "priority":3,"express":true,"shipping":{"carrier":"DHL","city":"Berlin","zip":"10115"},"items":[%s]}""".formatted(items);
    }
}
