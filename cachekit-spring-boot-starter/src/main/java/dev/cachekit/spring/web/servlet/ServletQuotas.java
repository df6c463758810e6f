package dev.cachekit.spring.web.servlet;

import dev.cachekit.limit.Admission;
import dev.cachekit.spring.aop.AdmissionObserver;
import dev.cachekit.spring.web.ShownQuotas;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Shows what limits are left with in the response to the request that they counted. */
public final class ServletQuotas implements AdmissionObserver {

    /** Makes one. */
    public ServletQuotas() {}

    /** Shows it in the response to the request that this thread works on, if there is one. */
    @Override
    public void onAdmission(Admission admission, @Nullable Object subscriber) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && attributes.getResponse() != null) {
            show(admission, attributes.getRequest(), attributes.getResponse());
        }
    }

    /** What has been sent already cannot be changed; then the container ignores it. */
    static void show(Admission admission, HttpServletRequest request, HttpServletResponse response) {
        ShownQuotas shown =
                request.getAttribute(ShownQuotas.ATTRIBUTE) instanceof ShownQuotas before ? before : new ShownQuotas();
        request.setAttribute(ShownQuotas.ATTRIBUTE, shown);
        shown.add(admission);
        shown.set(response::setHeader);
    }
}
