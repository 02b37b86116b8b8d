"""The shell: settings, urls, middleware, base templates, design tokens, and the pages that look across rooms."""
