package sh.fanout.examples.shop;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Gives the traffic its scheduler. */
@Configuration
@EnableScheduling
class SchedulingConfiguration {}
