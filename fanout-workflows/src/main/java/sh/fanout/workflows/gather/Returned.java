package sh.fanout.workflows.gather;

import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.SubscriberResult;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;

/** What one subscription returned, read from its delivery. */
record Returned(LoggedDelivery delivery) implements SubscriberResult {

    @Override
    public Status status() {
        return switch (delivery.status()) {
            case DELIVERED -> Status.DELIVERED;
            case FAILED -> Status.FAILED;
            case EXPIRED -> Status.EXPIRED;
            case BLOCKED -> Status.BLOCKED;
            case PENDING, PASSED_ON -> Status.PENDING;
        };
    }

    @Override
    public @Nullable String output() {
        return delivery.output();
    }

    @Override
    public <T> @Nullable T output(Class<T> type) {
        try {
            return delivery.output() == null ? null : FanoutJson.MAPPER.readValue(delivery.output(), type);
        } catch (JacksonException e) {
            throw new FanoutException(
                    ErrorCode.GATHER_FAILED,
                    "What '%s' returned cannot be read as %s: %s."
                            .formatted(delivery.subscription(), type.getName(), e.getOriginalMessage()),
                    "Read it as a class that has its fields, or take output() as JSON text.",
                    e);
        }
    }

    @Override
    public boolean outputTooLarge() {
        return ok() && delivery.error() != null;
    }

    @Override
    public @Nullable String error() {
        return delivery.error();
    }
}
