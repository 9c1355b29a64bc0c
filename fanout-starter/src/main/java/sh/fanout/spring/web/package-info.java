/** What addresses say, read alike by the REST API and the dashboard. */
@NullMarked
package sh.fanout.spring.web;

import org.jspecify.annotations.NullMarked;
