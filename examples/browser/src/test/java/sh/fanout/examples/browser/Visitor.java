package sh.fanout.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody with a browser of their own, who writes down whatever it complains of. */
final class Visitor {

    private static final Pattern REFUSED = Pattern.compile("Failed to load resource: .* status of 4\\d\\d .*");

    private final BrowserContext context;
    private final String root;
    private final List<String> complaints = new ArrayList<>();
    private final Page page;

    Visitor(BrowserContext context, String root) {
        this.context = context;
        this.root = root;
        context.onConsoleMessage(message -> {
            // What the server refuses is a page as well; whether it should refuse is for the test to say.
            if (List.of("error", "warning").contains(message.type())
                    && !REFUSED.matcher(message.text()).matches()) {
                complaints.add("%s: %s".formatted(message.page().url(), message.text()));
            }
        });
        context.onWebError(
                error -> complaints.add("%s: %s".formatted(error.page().url(), error.error())));
        context.onResponse(this::look);
        context.onDialog(dialog -> {
            complaints.add("%s: dialog %s".formatted(dialog.page().url(), dialog.message()));
            dialog.dismiss();
        });
        page = context.newPage();
    }

    private void look(Response response) {
        var status = response.status();
        if (status >= 500 || (status >= 400 && response.url().contains("/assets/"))) {
            complaints.add("%s: %d".formatted(response.url(), status));
        }
    }

    /** Opens a page of the dashboard that must be there. */
    Page open(String path) {
        var answer = visit(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return page;
    }

    /** Opens a page, whatever is answered. */
    Response visit(String path) {
        return page.navigate(address(path));
    }

    /** One more page of the same browser. */
    Page openBeside(String path) {
        var another = context.newPage();
        another.navigate(address(path));
        return another;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** The address of what is there below the root of the dashboard. */
    String address(String path) {
        return root + path;
    }

    /** Where the page is, below the root of the dashboard. */
    String path() {
        return page.url().substring(root.length());
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void leave() {
        context.close();
    }
}
