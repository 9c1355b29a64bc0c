package sh.fanout.workflows.lane;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Tells fan-outs their turns. */
@ActivityInterface
public interface Granting {

    /** Returns those of the events whose fan-outs are closed, without telling them anything. */
    @ActivityMethod(name = "closed")
    List<String> closed(List<String> events);

    /** Returns the events whose fan-outs are closed, or have never been. */
    @ActivityMethod(name = "turns")
    List<String> give(List<Turn> turns);
}
