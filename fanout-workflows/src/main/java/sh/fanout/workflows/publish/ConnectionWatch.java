package sh.fanout.workflows.publish;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;

/** Watches whether a channel was ever connected from a moment on: a request cannot have been sent while it was not. */
final class ConnectionWatch {

    private final ManagedChannel channel;
    private volatile boolean connected;

    private ConnectionWatch(ManagedChannel channel) {
        this.channel = channel;
    }

    static ConnectionWatch begin(ManagedChannel channel) {
        var watch = new ConnectionWatch(channel);
        watch.follow();
        return watch;
    }

    boolean wasConnected() {
        return connected || channel.getState(false) == ConnectivityState.READY;
    }

    private void follow() {
        var state = channel.getState(false);
        if (state == ConnectivityState.READY) {
            connected = true;
        } else if (state != ConnectivityState.SHUTDOWN) {
            channel.notifyWhenStateChanged(state, this::follow);
        }
    }
}
