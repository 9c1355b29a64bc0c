package sh.fanout.spring.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.spring.access.Access;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The description of the endpoints that machines read. */
final class DescriptionResource {

    private final ObjectNode document;

    private DescriptionResource(ObjectNode document) {
        this.document = document;
    }

    /** The endpoints, and one more that describes all of them. */
    static List<Endpoint> described(List<Endpoint> endpoints, Function<Access, List<String>> authorities) {
        var document = RestJson.MAPPER.createObjectNode();
        var all = new ArrayList<>(endpoints);
        all.add(Endpoint.get(
                "/openapi.json",
                new DescriptionResource(document)::description,
                Contract.of("getDescription", "Describes the endpoints, as OpenAPI 3.1")
                        .answers(JsonNode.class)));
        document.setAll(OpenApi.of(all, authorities));
        return all;
    }

    /** The application may be mounted anywhere. */
    private ServerResponse description(ServerRequest request) {
        var answer = document.deepCopy();
        answer.putArray("servers")
                .addObject()
                .put("url", request.servletRequest().getContextPath() + RestRoutes.BASE);
        return RestJson.answer(HttpStatus.OK, answer);
    }
}
