package sh.fanout.workflows.lane;

/** Hands what a fan-out still needs on to the client of its lane. */
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
