package sh.fanout.spring.subscribe.app;

import sh.fanout.Event;

/** What every subscription of this application receives. */
@Event("ping")
public record Ping(String text) {}
