package sh.fanout.workflows.lane;

/** Hands it on to the lane's client. */
public final class HoldingActivity implements Holding {

    private final LaneClient lanes;

    public HoldingActivity(LaneClient lanes) {
        this.lanes = lanes;
    }

    @Override
    public void tell(String stream, String key, Holds holds) {
        lanes.holds(stream, key, holds);
    }
}
