import { lazy, type ReactNode, Suspense } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { EpochBand } from './features/band/band.tsx'
import { SimulatedStrip } from './features/simulated/simulated-strip.tsx'
import { Welcome } from './features/welcome/welcome.tsx'
import { Frame } from './frame/frame.tsx'
import { LinkPage } from './frame/link-page.tsx'
import { Nowhere } from './frame/nowhere.tsx'
import { Overlays } from './frame/overlays.tsx'
import { usePageTitle } from './frame/page-title.ts'
import { RigFault, UnreadRig } from './frame/rig-fault.tsx'
import { ScreenGuard } from './frame/screen-guard.tsx'
import { useNotices } from './frame/use-notices.ts'
import { type Desk, DeskContext, useLink, useMirror } from './state/desk.ts'
import { Loading } from './ui/empty.tsx'
import layout from './ui/layout.module.css'
import { Sprite } from './ui/mark.tsx'
import { shellWords } from './words/shell.ts'

const Overview = lazy(() => import('./features/overview/overview.tsx').then((screen) => ({ default: screen.Overview })))
const Identities = lazy(() => import('./features/identities/identities.tsx').then((screen) => ({ default: screen.Identities })))
const Nodes = lazy(() => import('./features/nodes/nodes.tsx').then((screen) => ({ default: screen.Nodes })))
const NodeEntry = lazy(() => import('./features/entries/node-page.tsx').then((screen) => ({ default: screen.NodeEntry })))
const FoundPage = lazy(() => import('./features/entries/found-page.tsx').then((screen) => ({ default: screen.FoundPage })))
const ServiceEntry = lazy(() => import('./features/entries/service-page.tsx').then((screen) => ({ default: screen.ServiceEntry })))
const Activity = lazy(() => import('./features/activity/activity.tsx').then((screen) => ({ default: screen.Activity })))
const Doctor = lazy(() => import('./features/doctor/doctor.tsx').then((screen) => ({ default: screen.Doctor })))
const Glossary = lazy(() => import('./features/doctor/glossary.tsx').then((screen) => ({ default: screen.Glossary })))
const Support = lazy(() => import('./features/doctor/support.tsx').then((screen) => ({ default: screen.Support })))
const Settings = lazy(() => import('./features/settings/settings.tsx').then((screen) => ({ default: screen.Settings })))
const Logs = lazy(() => import('./features/logs/logs.tsx').then((screen) => ({ default: screen.Logs })))
const Simulated = lazy(() => import('./features/simulated/simulated.tsx').then((screen) => ({ default: screen.Simulated })))
const KeyCopies = lazy(() => import('./features/key-copies/key-copies.tsx').then((screen) => ({ default: screen.KeyCopies })))
const Certificates = lazy(() => import('./features/certificates/certificates.tsx').then((screen) => ({ default: screen.Certificates })))
const NewNetwork = lazy(() => import('./features/networks/new-network.tsx').then((screen) => ({ default: screen.NewNetwork })))
const MakingNetwork = lazy(() => import('./features/networks/making-network.tsx').then((screen) => ({ default: screen.MakingNetwork })))
const PathField = lazy(() => import('./features/entries/path-field.tsx').then((field) => ({ default: field.PathField })))
const ConfigPage = lazy(() => import('./features/nodes/config-page.tsx').then((screen) => ({ default: screen.ConfigPage })))
const FolderBrowser = lazy(() => import('./features/entries/folder-browser.tsx').then((browser) => ({ default: browser.FolderBrowser })))
const Binaries = lazy(() => import('./features/binaries/binaries.tsx').then((screen) => ({ default: screen.Binaries })))
const Migrate = lazy(() => import('./features/migrate/migrate.tsx').then((screen) => ({ default: screen.Migrate })))

/** The whole page around a desk. */
export const App = ({ desk }: { desk: Desk }) => (
  <DeskContext value={desk}>
    <Sprite />
    <Router hook={useHashLocation}>
      <Screens />
    </Router>
  </DeskContext>
)

const Screens = () => {
  usePageTitle()
  useNotices()
  const link = useLink()
  const kind = useMirror(({ rig }) => rig.kind)
  // Empty screens would say that there is nothing, where nothing is known.
  const unread = useMirror(({ rig }) => rig.kind === 'none' && rig.problem !== null) === true
  // A rig that is being opened is no missing one: a move may wait in it.
  const opening = useMirror(({ rig }) => rig.kind === 'none' && rig.starting !== null) === true
  if (link.kind === 'refused' || kind === null) return <LinkPage />
  return (
    <>
      <Overlays />
      <Switch>
        <Route path="/welcome">
          <Welcome band={<EpochBand />} strip={kind === 'simulated' && <SimulatedStrip />} fault={<RigFault />} />
        </Route>
        <Route path="/">
          {opening ? <Loading label={shellWords.starting.title} /> : <Redirect to={kind === 'none' ? '/welcome' : '/overview'} replace />}
        </Route>
        <Route>
          <Frame>{unread ? <UnreadScreens /> : <FramedScreens />}</Frame>
        </Route>
      </Switch>
    </>
  )
}

const screen = (children: ReactNode) => (
  <ScreenGuard>
    <Suspense
      fallback={
        <div className={layout.page}>
          <Loading label={shellWords.starting.title} />
        </div>
      }
    >
      {children}
    </Suspense>
  </ScreenGuard>
)

const logNamed = (kind: string | undefined, name: string | undefined) =>
  kind === undefined || name === undefined ? null : ({ kind: kind === 'node' ? 'node' : 'service', name } as const)

/** Also of a rig that can't be read, which is when they are needed most. */
const helpRoutes = () => (
  <>
    <Route path="/activity/doctor">{screen(<Doctor />)}</Route>
    <Route path="/activity/glossary">{screen(<Glossary />)}</Route>
    <Route path="/activity/support">{screen(<Support />)}</Route>
  </>
)

const UnreadScreens = () => (
  <Switch>
    {helpRoutes()}
    <Route>
      <UnreadRig />
    </Route>
  </Switch>
)

const FramedScreens = () => (
  <Switch>
    <Route path="/overview">{screen(<Overview />)}</Route>
    <Route path="/identities/state/:state">{({ state }) => screen(<Identities chosen={null} state={decodeURIComponent(state)} />)}</Route>
    <Route path="/identities/:id?">{({ id }) => screen(<Identities chosen={id ?? null} />)}</Route>
    <Route path="/simulated">{screen(<Simulated />)}</Route>
    <Route path="/nodes/add">{screen(<NodeEntry name={null} />)}</Route>
    <Route path="/found">{screen(<FoundPage />)}</Route>
    <Route path="/services/add">{screen(<ServiceEntry name={null} />)}</Route>
    <Route path="/nodes/:name/edit">{({ name }) => screen(<NodeEntry key={name} name={name} />)}</Route>
    <Route path="/services/:name/edit">{({ name }) => screen(<ServiceEntry key={name} name={name} />)}</Route>
    <Route path="/nodes/:name/config">{({ name }) => screen(<ConfigPage key={name} name={name} />)}</Route>
    <Route path="/nodes/:name?">{({ name }) => screen(<Nodes chosen={name ?? null} />)}</Route>
    <Route path="/certificates">{screen(<Certificates Browser={FolderBrowser} />)}</Route>
    <Route path="/networks/new">{screen(<NewNetwork PathField={PathField} />)}</Route>
    <Route path="/networks/:name">{({ name }) => screen(<MakingNetwork name={name} />)}</Route>
    <Route path="/keys">{screen(<KeyCopies Browser={FolderBrowser} />)}</Route>
    <Route path="/binaries">{screen(<Binaries PathField={PathField} />)}</Route>
    {helpRoutes()}
    <Route path="/activity/:kind?/:name?">{({ kind, name }) => screen(<Activity log={logNamed(kind, name)} />)}</Route>
    <Route path="/settings/:part?">{({ part }) => screen(<Settings part={part ?? null} />)}</Route>
    <Route path="/alerts">
      <Redirect to="/activity" replace />
    </Route>
    <Route path="/logs/:kind/:name">{({ kind, name }) => screen(<Logs kind={kind === 'node' ? 'node' : 'service'} name={name} />)}</Route>
    <Route path="/migrate/new/:identity">{({ identity }) => screen(<Migrate chosen={null} identity={identity} />)}</Route>
    <Route path="/migrate/:batch?">{({ batch }) => screen(<Migrate chosen={batch ?? null} identity={null} />)}</Route>
    <Route>
      <Nowhere />
    </Route>
  </Switch>
)
