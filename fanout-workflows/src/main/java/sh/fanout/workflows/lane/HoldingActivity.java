package sh.fanout.workflows.lane;

/** Hands it on to the lane's client. */
public final class HoldingActivity implements Holding {

    private final LaneClient lanes;

    public HoldingActivity(LaneClient lanes) {
        this.lanes = lanes;
    }

    @Override
    public void tell(LaneRef lane, Holds holds) {
        lanes.holds(lane, holds);
    }
}
