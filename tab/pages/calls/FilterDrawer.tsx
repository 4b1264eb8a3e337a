import { Button, DrawerBody, DrawerHeader, DrawerHeaderTitle, OverlayDrawer } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { useMessages } from "../../messages/use-messages.ts";

/** The filters over the page, where there is no room for them above the list. A chunk of its own: only phones need it. */
export function FilterDrawer({
  isOpen,
  onClose,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { calls } = useMessages();
  return (
    <OverlayDrawer
      open={isOpen}
      position="bottom"
      style={{ height: "min(640px, 90dvh)" }}
      onOpenChange={(_, { open }) => {
        if (!open) onClose();
      }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button appearance="subtle" icon={<DismissRegular />} aria-label={calls.closeFilters} onClick={onClose} />
          }
        >
          {calls.filters}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>{children}</DrawerBody>
    </OverlayDrawer>
  );
}
