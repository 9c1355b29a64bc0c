package sh.fanout.workflows.delivery;

import sh.fanout.EventEnvelope;
import sh.fanout.subscription.DeliveryContext;

/** The delivery that a handler is in. */
record HandlingContext(String deliveryId, String subscription, int attempt, int maxAttempts, EventEnvelope event)
        implements DeliveryContext {}
