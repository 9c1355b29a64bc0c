package sh.fanout.spring.subscribe.app;

import sh.fanout.Event;

/** An event with a schema file, which nobody subscribes to. */
@Event(value = "parcel.sent", version = "3", description = "A parcel left", schema = "schemas/parcel.json")
public record Parcel(double kilos) {}
