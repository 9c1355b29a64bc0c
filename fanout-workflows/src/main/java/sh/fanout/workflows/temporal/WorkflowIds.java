package sh.fanout.workflows.temporal;

/**
 * The ids of a bus's workflows, as operators read them in Temporal's Web UI.
 *
 * @param bus the prefix of every id
 */
public record WorkflowIds(String bus) {

    public String catalog() {
        return bus + "/catalog";
    }

    public String event(String type, String eventId) {
        return "%s/event/%s/%s".formatted(bus, type, eventId);
    }

    public String delivery(String type, String eventId, String subscription) {
        return "%s/delivery/%s/%s/%s".formatted(bus, type, eventId, subscription);
    }
}
