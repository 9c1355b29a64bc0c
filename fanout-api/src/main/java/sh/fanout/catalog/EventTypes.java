package sh.fanout.catalog;

import java.util.List;
import sh.fanout.FanoutException;
import sh.fanout.UnknownEventTypeException;

/**
 * The operator's view of the event types of the bus, whichever service has defined them.
 *
 * <p>What a service declares when it starts is here within two seconds. A type that nobody declares any more stays, since its
 * events do.
 *
 * <p>Safe for use by any number of threads.
 */
public interface EventTypes {

    /**
     * Lists all types, by their ids.
     *
     * @throws FanoutException ({@code FANOUT-006}) if Temporal does not answer
     */
    List<EventTypeSummary> list();

    /**
     * Finds a type with its schemas.
     *
     * @throws UnknownEventTypeException if nobody has defined it
     * @throws FanoutException ({@code FANOUT-006}) if Temporal does not answer
     */
    DefinedEventType get(String id);
}
